/** Who may do what at the broker: principals and their rights, as data. */
package io.dermavigil.cli.access;
