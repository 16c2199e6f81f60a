/** Time until something happens, when not everyone has been watched for equally long. */
package io.dermavigil.statistics.survival;
