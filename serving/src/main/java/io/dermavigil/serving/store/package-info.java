/** The PostgreSQL store: its migrations, its roles, the connections to it, and a server of our own for one machine. */
package io.dermavigil.serving.store;
