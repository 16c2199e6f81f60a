/** Many hypotheses at once. */
package io.dermavigil.statistics.multiple;
