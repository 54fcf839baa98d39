package org.keymeter.gui.refill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    /** Pixels of a module in the picture that the reader gets. */
    private static final int SCALE = 3;

    @Test
    void aReaderReadsWhatWasWritten() throws Exception {
        String text = "-----BEGIN CERTIFICATE REQUEST-----\n" + "MIIB".repeat(200) + "\n";
        assertEquals(text, read(QrCode.of(text)));
    }

    @Test
    void theCodeIsNoLargerThanTheTextNeeds() {
        assertEquals(21 + 8, QrCode.of("short").size());
        assertEquals(177 + 8, QrCode.of("x".repeat(QrCode.CAPACITY)).size());
        assertTrue(
                QrCode.of("x".repeat(700)).size() < QrCode.of("x".repeat(900)).size());
        assertThrows(IllegalArgumentException.class, () -> QrCode.of("x".repeat(QrCode.CAPACITY + 1)));
    }

    static String read(QrCode code) throws Exception {
        int side = code.size() * SCALE;
        int[] pixels = new int[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = code.isDark(i % side / SCALE, i / side / SCALE) ? 0xFF000000 : 0xFFFFFFFF;
        }
        return read(new RGBLuminanceSource(side, side, pixels));
    }

    static String read(LuminanceSource picture) throws Exception {
        Result result = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new GlobalHistogramBinarizer(picture)),
                        Map.of(DecodeHintType.PURE_BARCODE, true));
        return result.getText();
    }
}
