/** Topics, users, rights and quotas at the broker. */
package io.dermavigil.cli.provision;
