/** What clinics delivered, what was rejected, and which follow-ups are overdue. */
package io.dermavigil.serving.rest.quality;
