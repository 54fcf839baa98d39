/** The typed session API of a Keymeter card, its errors, and the readers it is reached through. */
package org.keymeter.card;
