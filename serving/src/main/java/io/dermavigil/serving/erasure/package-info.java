/** What an erasure of patients needs of the store: how far it is, what it holds of them, and that nothing stays in its files. */
package io.dermavigil.serving.erasure;
