package org.keymeter.card;

/**
 * What was refused since initialisation; each saturates at 65,535.
 *
 * @param wrongPins tries
 * @param refusedGrants certificates
 * @param refusedBlobs blobs that did not open
 */
public record Failures(int wrongPins, int refusedGrants, int refusedBlobs) {}
