/** Keys, certificates and passwords of a secured stack. */
package io.dermavigil.cli.secrets;
