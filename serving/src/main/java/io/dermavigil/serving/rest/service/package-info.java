/** The service about itself. */
package io.dermavigil.serving.rest.service;
