package org.keymeter.gui.record;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javafx.print.PageLayout;
import javafx.print.PageOrientation;
import javafx.print.Paper;
import javafx.print.Printer;
import javafx.print.PrinterJob;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Window;

/** Pages on their way to a printer. */
final class PrintedPage {
    /** What came of printing. */
    enum Outcome {
        PRINTED("record.printed"),
        CANCELLED("record.print.cancelled"),
        NO_PRINTER("record.print.none"),
        FAILED("record.print.failed");

        private final String key;

        Outcome(String key) {
            this.key = key;
        }

        /** Of its text. */
        String key() {
            return key;
        }
    }

    private PrintedPage() {}

    /** The same pages as the toolkit takes them; any thread may. */
    static List<Image> of(List<BufferedImage> pages) {
        List<Image> images = new ArrayList<>();
        for (BufferedImage page : pages) {
            int width = page.getWidth();
            int height = page.getHeight();
            WritableImage image = new WritableImage(width, height);
            int[] pixels = page.getRGB(0, 0, width, height, null, 0, width);
            image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            images.add(image);
        }
        return images;
    }

    /** Asks for the printer first. On the UI's thread. */
    static Outcome print(List<Image> pages, Window owner) {
        PrinterJob job = Printer.getDefaultPrinter() == null ? null : PrinterJob.createPrinterJob();
        if (job == null) {
            return Outcome.NO_PRINTER;
        }
        if (!job.showPrintDialog(owner)) {
            job.cancelJob();
            return Outcome.CANCELLED;
        }
        PageLayout layout = job.getPrinter()
                .createPageLayout(Paper.A4, PageOrientation.PORTRAIT, Printer.MarginType.HARDWARE_MINIMUM);
        for (Image page : pages) {
            ImageView view = new ImageView(page);
            view.setPreserveRatio(true);
            view.setFitWidth(layout.getPrintableWidth());
            view.setFitHeight(layout.getPrintableHeight());
            if (!job.printPage(layout, view)) {
                job.cancelJob();
                return Outcome.FAILED;
            }
        }
        return job.endJob() ? Outcome.PRINTED : Outcome.FAILED;
    }
}
