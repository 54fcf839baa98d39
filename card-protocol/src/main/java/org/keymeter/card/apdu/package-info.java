/**
 * Commands and answers as bytes: encoding, chaining, collecting long answers, and readers of what came back. Stacked
 * processors over the one-method {@link org.keymeter.card.apdu.ApduTransport}, so that nobody above sees 61xx or a link
 * of a chain.
 */
package org.keymeter.card.apdu;
