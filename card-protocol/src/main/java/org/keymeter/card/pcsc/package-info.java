/** Readers of the PC/SC service, by way of the JDK's {@code javax.smartcardio}. */
package org.keymeter.card.pcsc;
