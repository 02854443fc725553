import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when the meeting is an appointment. */
export const arAppointments: Partial<Catalogue> = {
  'link.candidate.body': 'يفتح صفحة موعدكم: {job}.',
  'link_new.candidate.body':
    'يفتح هذا الرابط صفحة موعدكم: {job}. وهو رابط جديد؛ ولم يعد الرابط الوارد في الرسائل السابقة يعمل.',
  'scheduled.candidate.subject': 'تم الحجز: {job} مع {company}، {when}',
  'rescheduled.candidate.subject': 'تغيّر الموعد: {job} مع {company}، الآن {when}',
  'cancelled.candidate.subject': 'إلغاء: {job} مع {company}',
  'reminder.candidate.subject': 'تذكير: {job} مع {company}، {when}',
  'reminder_day.candidate.subject': 'قريبًا: {job} مع {company}، {when}',
  'reminder_hour.candidate.subject': 'بعد قليل: {job} مع {company}، {when}',
  'reminder_minutes.candidate.subject': 'يوشك أن يبدأ: {job} مع {company}، {when}',
  'expired.candidate.subject': '{company}: لم يصبح أي وقت متاحًا: {job}',
  'expired.candidate.title': 'لم تعودوا في انتظار وقت',
  'expired.candidate.body':
    'انقضى الوقت الذي أردتم انتظاره ولم يُحجز شيء. يمكنكم حجز {job} من جديد أو الكتابة إلى {contact}.',
  'clock_changed.interviewer.body':
    'تغيّرت القواعد التي تُضبط بها الساعات، ولذلك قد يظهر هذا الوقت مختلفًا عما أُعلن. أما اللحظة نفسها فلم تتغيّر. إذا لم يعد الوقت يناسبكم، فافتحوا الموعد وأخبرونا.',
  'people_changed.interviewer.title': 'يتولى شخص آخر الموعد مع {candidate}',
  'no_show.interviewer.body': 'إذا كان اللقاء قد تمّ، فافتحوا الموعد وأخبرونا.',
  'button.page': 'فتح صفحة موعدكم',
  'button.join': 'الانضمام إلى الموعد',
  'button.open': 'فتح الموعد',
  'term.job': 'الخدمة',
  'term.candidate': 'الحجز باسم',
  'term.page': 'صفحة الموعد',
  'note.authoritative': 'الأوقات المعتمدة دائمًا هي ما في صفحة الموعد.',
  'foot.why.candidate': 'تصلكم هذه الرسالة لأن هذا العنوان ذُكر عند حجز {job} مع {company}.',
  'foot.why.interviewer': 'تصلكم هذه الرسالة لأنكم تقدّمون هذه الخدمة لدى {company}.',
  'reason.interviewer_unavailable': 'من كان سيستقبلكم غير متاح',
  'reason.position_filled': 'لم تعد الخدمة متاحة',
  'reason.candidate_withdrew': 'سُحب الحجز',
};
