package io.dermavigil.serving.rest.guard;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Headers of every answer, whoever writes it. The page's scripts, styles and data all come from this server; no page may frame it;
 * nothing is kept by caches that others share.
 */
public final class SecurityHeaders implements HttpConfiguration.Customizer {

    /** The content security policy. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    /** Answers are for whoever asked, and asked for anew each time. */
    public static final String CACHE_CONTROL = "private, no-cache";

    private static final String HSTS = "max-age=31536000";

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", CACHE_CONTROL);
        if (request.isSecure()) {
            headers.put("Strict-Transport-Security", HSTS);
        }
        return request;
    }
}
