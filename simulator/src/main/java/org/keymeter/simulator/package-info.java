/** The applet on jCardSim, kept in a file: a card to try everything with, which protects nothing. */
package org.keymeter.simulator;
