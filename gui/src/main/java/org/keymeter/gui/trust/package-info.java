/** The CAs that a card trusts: looked at before they are trusted, imported, removed. */
package org.keymeter.gui.trust;
