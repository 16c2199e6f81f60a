/** The REST interface, as openapi.yaml describes it. */
package io.dermavigil.serving.rest;
