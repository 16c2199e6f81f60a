/** What a client asks, read from its parameters: each by its rule, and none that is not known. */
package io.dermavigil.serving.rest.questions;
