package org.keymeter.simulator;

/** An image does not fit the objects it is to be put into, or is no image at all. */
final class ImageMismatchException extends Exception {
    private static final long serialVersionUID = 1;

    ImageMismatchException(String message) {
        super(message);
    }

    ImageMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
