/** A real broker in this process, and the topics of the catalogue on any broker. */
package io.dermavigil.broker;
