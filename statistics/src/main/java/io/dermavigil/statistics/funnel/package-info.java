/** Providers compared with what is expected of them, without ranking them. */
package io.dermavigil.statistics.funnel;
