/** What leaves the audit page: the rows of a filter as JSON Lines, CSV, CEF or PDF. Blocks; for the background. */
package org.keymeter.gui.audit.export;
