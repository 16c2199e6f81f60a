package io.dermavigil.serving.rest.answers;

import io.dermavigil.serving.rest.formats.Document;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** An answer that is compressed at most once, however many it is sent to. */
final class Answer {

    private static final int SMALLEST_COMPRESSED = 1_500;

    private final String version;
    private final String etag;
    private final Document document;
    private byte[] gzip;

    /**
     * An answer.
     *
     * @param version version of the state that it is from
     * @param etag its ETag
     * @param document what is sent
     */
    Answer(String version, String etag, Document document) {
        this.version = version;
        this.etag = etag;
        this.document = document;
    }

    String version() {
        return version;
    }

    String etag() {
        return etag;
    }

    int bytes() {
        return document.bytes().length;
    }

    /** Sends it. */
    void write(Context ctx) {
        document.describe(ctx);
        ctx.disableCompression();
        ctx.header("Vary", "Accept-Encoding");
        boolean compressed = bytes() >= SMALLEST_COMPRESSED && takesGzip(ctx.header("Accept-Encoding"));
        if (compressed) {
            ctx.header("Content-Encoding", "gzip");
        }
        byte[] body = compressed ? gzip() : document.bytes();
        ctx.res().setContentLength(body.length);
        ctx.result(body);
    }

    private static boolean takesGzip(String header) {
        if (header == null) {
            return false;
        }
        var encodings = new QuotedQualityCSV();
        encodings.addValue(header);
        return encodings.getValues().contains("gzip");
    }

    private synchronized byte[] gzip() {
        if (gzip == null) {
            var out = new ByteArrayOutputStream();
            try (var compressing = new FastGzip(out)) {
                compressing.write(document.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException("memory is always writable", e);
            }
            gzip = out.toByteArray();
        }
        return gzip;
    }

    /** JSON gets hardly smaller by more effort, and whoever waits for the answer waits for this, too. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
