package io.dermavigil.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A free port on 127.0.0.1 for each listener of a broker, in the order in which its settings name them.
 *
 * @param ports port by listener
 */
record ListenerPorts(Map<String, Integer> ports) {

    private static final String LISTENERS = "listeners";
    private static final String CONTROLLERS = "controller.listener.names";

    /** Chooses ports for the listeners of some settings. */
    static ListenerPorts anyFree(Properties settings) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String listener : settings.getProperty(LISTENERS).split(",", -1)) {
            int port = LoopbackPorts.anyFree();
            while (ports.containsValue(port)) {
                port = LoopbackPorts.anyFree();
            }
            ports.put(listener.substring(0, listener.indexOf("://")).strip(), port);
        }
        return new ListenerPorts(ports);
    }

    /** The settings with these addresses in place of their own. */
    Properties in(Properties settings) {
        String controller = settings.getProperty(CONTROLLERS);
        Properties local = new Properties();
        local.putAll(settings);
        local.setProperty(LISTENERS, addresses(null));
        local.setProperty("advertised.listeners", addresses(controller));
        local.setProperty("controller.quorum.bootstrap.servers", address(controller));
        return local;
    }

    private String addresses(String without) {
        return ports.keySet().stream()
                .filter(listener -> !listener.equals(without))
                .map(listener -> listener + "://" + address(listener))
                .collect(Collectors.joining(","));
    }

    /** {@code 127.0.0.1:PORT} of a listener. */
    String address(String listener) {
        if (!ports.containsKey(listener)) {
            throw new IllegalArgumentException("the broker has no listener " + listener);
        }
        return "127.0.0.1:" + ports.get(listener);
    }

    boolean areFree() {
        return ports.values().stream().allMatch(LoopbackPorts::isFree);
    }
}
