/** Where pages get their work done: on the card, behind the PINs it takes, and in the background. */
package org.keymeter.gui.desk;
