package io.dermavigil.serving.rest.formats;

import io.javalin.http.Context;
import java.util.Optional;

/** An answer in a format, as bytes. */
public final class Document {

    private final Format format;
    private final Optional<String> link;
    private final byte[] bytes;

    /**
     * A document.
     *
     * @param format its format
     * @param link value of the header Link; empty when there is none
     * @param bytes its body, which is not copied: no one may change it
     */
    public Document(Format format, Optional<String> link, byte[] bytes) {
        this.format = format;
        this.link = link;
        this.bytes = bytes;
    }

    /** In JSON. */
    public static Document json(Object document) {
        return new Document(Format.JSON, Optional.empty(), Json.bytes(document));
    }

    /** The body, which must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Sets the headers that say what it is. */
    public void describe(Context ctx) {
        link.ifPresent(value -> ctx.header("Link", value));
        ctx.contentType(format.contentType());
    }

    /** Sends it. */
    public void write(Context ctx) {
        describe(ctx);
        ctx.result(bytes);
    }
}
