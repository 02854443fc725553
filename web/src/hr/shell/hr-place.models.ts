export type HrPlace =
  | {
      readonly page:
        | 'home'
        | 'login'
        | 'interviews'
        | 'invite'
        | 'availability'
        | 'people'
        | 'resources'
        | 'retakes'
        | 'services'
        | 'settings'
        | 'appointments'
        | 'templates'
        | 'unknown';
    }
  | { readonly page: 'interview'; readonly interviewId: string };

export function placeOf(path: string): HrPlace {
  const [, , first = '', second, ...more] = path.replace(/\/+$/, '').split('/');
  if (more.length > 0) return { page: 'unknown' };
  // The page of an interview shows appointments too, in their own words.
  const isBooking = first === 'interviews' || first === 'appointments';
  if (isBooking && second !== undefined) return { page: 'interview', interviewId: decoded(second) };
  if (second !== undefined) return { page: 'unknown' };
  switch (first) {
    case '':
      return { page: 'home' };
    case 'login':
    case 'interviews':
    case 'invite':
    case 'availability':
    case 'people':
    case 'resources':
    case 'retakes':
    case 'services':
    case 'settings':
    case 'appointments':
    case 'templates':
      return { page: first };
    default:
      return { page: 'unknown' };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
