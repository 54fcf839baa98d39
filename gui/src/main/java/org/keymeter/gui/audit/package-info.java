/** The audit page: the logs of all cards as a table, how far they are verified, reading, acknowledging, exporting, verifying. */
package org.keymeter.gui.audit;
