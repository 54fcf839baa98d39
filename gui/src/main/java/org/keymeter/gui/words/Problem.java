package org.keymeter.gui.words;

/**
 * Something that went wrong, in words for the person in front of it.
 *
 * @param happened a sentence
 * @param cause the likely cause, a sentence; may be empty
 * @param remedy what to do next, a sentence; may be empty
 * @param code to quote, such as "KM-T4"
 * @param details for whoever helps: to copy, without secrets
 */
public record Problem(String happened, String cause, String remedy, String code, String details) {}
