/**
 * Would Oracle's converter take these classes? A lint over class files that agrees with the verdicts it gave on 174 snippets
 * ({@code converter-verdicts.json}), so that the applet stays convertible where no Java Card SDK is at hand.
 */
package org.keymeter.applet.subset;
