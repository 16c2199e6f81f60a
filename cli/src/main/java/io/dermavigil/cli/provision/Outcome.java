package io.dermavigil.cli.provision;

/**
 * What became of one thing at the broker.
 *
 * @param kind topic, user, right or quota
 * @param name its name, without secrets
 */
record Outcome(String kind, String name, State state) {}
