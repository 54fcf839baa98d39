/** The record sheet of a card: what its custodian keeps on paper and hands to the approver. Nothing secret is on it. */
package org.keymeter.gui.record;
