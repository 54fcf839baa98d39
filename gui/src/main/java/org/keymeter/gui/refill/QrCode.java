package org.keymeter.gui.refill;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** Text as a QR code of the smallest version that holds it. */
final class QrCode {
    /** Bytes that the largest version holds at the level of error correction used here. */
    static final int CAPACITY = 2_331;

    /** Modules of light around a code, without which readers do not find it. */
    private static final int MARGIN = 4;

    private final BitMatrix modules;

    private QrCode(BitMatrix modules) {
        this.modules = modules;
    }

    /**
     * @param text ASCII, such as PEM
     * @throws IllegalArgumentException if it is longer than {@link #CAPACITY}
     */
    static QrCode of(String text) {
        if (text.length() > CAPACITY) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " characters");
        }
        try {
            return new QrCode(new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    MARGIN)));
        } catch (WriterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Modules along one side, with the margin. */
    int size() {
        return modules.getWidth();
    }

    boolean isDark(int x, int y) {
        return modules.get(x, y);
    }
}
