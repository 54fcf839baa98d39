package org.keymeter.gui.approver;

/**
 * A grant that was signed, and is in the journal.
 *
 * @param pem the certificate
 */
record Issued(String pem, JournalEntry entry) {}
