/**
 * What the console remembers: audit records, meters over time, cards as they were seen last. Everything here blocks: call
 * it in the background. No secret ever comes here.
 */
package org.keymeter.gui.history;
