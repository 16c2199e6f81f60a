/** Lists, shows and replays what could not be counted. */
package io.dermavigil.cli.rejects;
