/** The documented views of the store, as the REST interface and the exports read them. */
package io.dermavigil.serving.relations;
