/** Grants: the card's requests and the certificates that answer them, read strictly, judged and issued. */
package org.keymeter.card.grant;
