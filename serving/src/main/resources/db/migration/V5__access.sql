-- Who may ask. Only hashes: whoever reads these tables can sign in as no one.

CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'Tokens, sign-in codes and sessions, as hashes. No role that answers questions reads it.';

CREATE TABLE access.tokens (
  token_id text PRIMARY KEY CHECK (token_id ~ '^[0-9a-f]{12}$'),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  role text NOT NULL CHECK (role IN ('SAFETY', 'QA', 'ANALYST', 'ADMIN')),
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 100),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CHECK (expires_at > created_at)
);
COMMENT ON TABLE access.tokens IS 'API tokens.';
COMMENT ON COLUMN access.tokens.token_id IS 'Name of the token in lists and for its revocation; says nothing about its secret.';
COMMENT ON COLUMN access.tokens.token_hash IS 'SHA-256 of the token. A token is 256 random bits, so the hash needs no salt and no work factor.';
COMMENT ON COLUMN access.tokens.role IS 'What the token may read.';
COMMENT ON COLUMN access.tokens.label IS 'What it was made for.';
COMMENT ON COLUMN access.tokens.created_at IS 'When it was made.';
COMMENT ON COLUMN access.tokens.expires_at IS 'From when on it is refused.';
COMMENT ON COLUMN access.tokens.last_used_at IS 'Hour in which it was last used.';
COMMENT ON COLUMN access.tokens.revoked_at IS 'When it was revoked; null while it is good.';

CREATE TABLE access.sign_in_codes (
  code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
  role text NOT NULL CHECK (role IN ('SAFETY', 'QA', 'ANALYST', 'ADMIN')),
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE access.sign_in_codes IS 'Codes of sign-in links that were not used yet; a code is deleted by its use.';
COMMENT ON COLUMN access.sign_in_codes.code_hash IS 'SHA-256 of the code.';
COMMENT ON COLUMN access.sign_in_codes.role IS 'Role of the session that the code opens.';
COMMENT ON COLUMN access.sign_in_codes.expires_at IS 'From when on it is refused.';

CREATE TABLE access.sessions (
  session_hash bytea PRIMARY KEY CHECK (length(session_hash) = 32),
  role text NOT NULL CHECK (role IN ('SAFETY', 'QA', 'ANALYST', 'ADMIN')),
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE access.sessions IS 'Sessions of browsers.';
COMMENT ON COLUMN access.sessions.session_hash IS 'SHA-256 of the cookie''s value.';
COMMENT ON COLUMN access.sessions.role IS 'What the session may read.';
COMMENT ON COLUMN access.sessions.expires_at IS 'From when on it is refused.';

GRANT USAGE ON SCHEMA access TO dermavigil_writer;
GRANT SELECT, INSERT, UPDATE ON access.tokens TO dermavigil_writer;
GRANT SELECT, INSERT, DELETE ON access.sign_in_codes, access.sessions TO dermavigil_writer;
