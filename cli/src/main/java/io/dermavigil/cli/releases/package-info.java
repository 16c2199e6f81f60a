/** The commands that make and list disclosure-safe releases. */
package io.dermavigil.cli.releases;
