/** What is known of safety before anything is counted: baselines. */
package io.dermavigil.schemas.safety;
