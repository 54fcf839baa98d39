package org.keymeter.card;

/**
 * The answer to SELECT: not authenticated.
 *
 * @param protocolVersion 1
 * @param state whether the card was initialised
 * @param maxData bytes that a command or an answer carries at most inside the channel
 */
public record AppletInfo(int protocolVersion, CardState state, int maxData) {}
