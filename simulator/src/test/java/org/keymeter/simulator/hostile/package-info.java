/**
 * Hostile certificates: valid grants and chains changed in every way that is known to have fooled a parser, shown to the real applet, and
 * judged a second time by BouncyCastle and by rules that share no code with the card or the host library.
 */
package org.keymeter.simulator.hostile;
