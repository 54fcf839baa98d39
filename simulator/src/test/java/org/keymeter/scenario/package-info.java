/** What a card promises, played through the host library against the real applet: one class per promise or part of one. */
package org.keymeter.scenario;
