/** Finds out why something would not work before it does not. */
package io.dermavigil.cli.doctor;
