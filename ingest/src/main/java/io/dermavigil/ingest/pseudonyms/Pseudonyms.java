package io.dermavigil.ingest.pseudonyms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns ids into pseudonyms: HMAC-SHA-256 (RFC 2104) over purpose, domain and id, each preceded by its length, as 43
 * characters of base64url. The same three always give the same pseudonym, and nothing else does. Not thread-safe.
 */
public final class Pseudonyms {

    /** Purpose of a patient's key. */
    public static final String PATIENT = "patientKey";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Supplier<PseudonymKey> key;
    private Mac mac;

    /**
     * Pseudonyms under a key.
     *
     * @param key asked once, and only when there is an id to replace: whoever publishes none needs no key
     */
    public Pseudonyms(Supplier<PseudonymKey> key) {
        this.key = key;
    }

    private static Mac mac(PseudonymKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.secret(), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * A pseudonym.
     *
     * @param purpose what the pseudonym stands for: the name of the event's field. Equal ids of different purposes get
     *     unrelated pseudonyms
     * @param domain within which the id is unique: the clinic unless the chain shares its ids; not empty
     * @param id the id, exactly as the clinic writes it; not empty
     * @return 43 characters of {@code [A-Za-z0-9_-]}
     */
    public String of(String purpose, String domain, String id) {
        if (mac == null) {
            mac = mac(key.get());
        }
        add(purpose);
        add(domain);
        add(id);
        return TEXT.encodeToString(mac.doFinal());
    }

    private void add(String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("purpose, domain and id must not be empty");
        }
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
