-- The range of 2^bits that a key is in; the same as KeyRanges.of in the kernel.
CREATE FUNCTION holdfast.key_range(key text, bits integer) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ('x' || encode(substring(sha256(convert_to(key, 'UTF8')) FROM 1 FOR 2), 'hex'))::bit(16)::integer >> (16 - bits);
