package io.dermavigil.broker;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;

/**
 * Keeps Kafka from ending this process. Kafka ends the JVM on a fatal fault; here the fault goes to every broker of the
 * process instead, because Kafka's exit hooks are global and do not say whose fault it was.
 */
final class BrokerHalt extends RuntimeException {

    private static final Set<CompletableFuture<Throwable>> LISTENERS = ConcurrentHashMap.newKeySet();

    private BrokerHalt(int status, String message) {
        super("the broker halted with status " + status + (message == null ? "" : ": " + message));
    }

    /** Takes over Kafka's exits, once or again. */
    static void interceptExits() {
        Exit.setHaltProcedure(BrokerHalt::raise);
        Exit.setExitProcedure(BrokerHalt::raise);
    }

    /** Completes with the fault when Kafka wants to end the process. */
    static CompletableFuture<Throwable> listen() {
        CompletableFuture<Throwable> fault = new CompletableFuture<>();
        LISTENERS.add(fault);
        return fault;
    }

    static void forget(CompletableFuture<Throwable> fault) {
        LISTENERS.remove(fault);
    }

    private static void raise(int status, String message) {
        BrokerHalt halt = new BrokerHalt(status, message);
        LISTENERS.forEach(fault -> fault.complete(halt));
        throw halt;
    }
}
