/** What a client is told when something is wrong: RFC 9457, and never a stack trace. */
package io.dermavigil.serving.rest.problems;
