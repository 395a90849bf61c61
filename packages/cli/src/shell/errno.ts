const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  EEXIST: 'it is already there',
  EBUSY: 'another program holds it',
  ELOOP: 'links lead back to themselves',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'the port is taken',
  EADDRNOTAVAIL: 'this machine has no such address',
}

/** Why the system refused, in words; the code itself where there are none. */
export function errnoWords(error: unknown): string {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  return WORDS[code ?? ''] ?? code ?? 'unknown error'
}
