import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when it is about a group session; only those who give it get these mails. */
export const arGroups: Partial<Catalogue> = {
  'scheduled.interviewer.subject': 'تم الحجز: {job}، {when}',
  'scheduled.interviewer.title': 'ستُعقد جلسة {job}',
  'scheduled.interviewer.body': 'حُجز المكان الأول، وهذا الوقت محجوز لكم. ويمكن حجز أماكن أخرى حتى البدء.',
  'cancelled.interviewer.subject': 'إلغاء: {job}، {when}',
  'cancelled.interviewer.title': 'لن تُعقد جلسة {job}',
  'cancelled.interviewer.body': 'لم يعد لأحد مكان. أصبح وقتكم متاحًا من جديد.',
  'clock_changed.interviewer.subject': 'هل ما زال يناسبكم؟ {job}، {when}',
  'clock_changed.interviewer.title': 'يُرجى التحقق من وقت جلسة {job}',
  'clock_changed.interviewer.body':
    'تغيّرت القواعد التي تُضبط بها الساعات، ولذلك قد يظهر هذا الوقت مختلفًا عما أُعلن. أما اللحظة نفسها فلم تتغيّر. إذا لم يعد الوقت يناسبكم، فافتحوا الجلسة وأخبرونا.',
  'people_changed.interviewer.subject': 'لم تعودوا من المشاركين: {job}، {when}',
  'people_changed.interviewer.title': 'لم تعودوا تقدّمون جلسة {job}',
  'people_changed.interviewer.body': 'تُعقد الجلسة من دونكم. أصبح وقتكم متاحًا من جديد.',
  'reminder.interviewer.subject': 'تذكير: {job}، {when}',
  'reminder.interviewer.title': 'تذكير بجلسة {job}',
  'reminder_day.interviewer.subject': 'قريبًا: {job}، {when}',
  'reminder_day.interviewer.title': 'تقترب جلسة {job}',
  'reminder_hour.interviewer.subject': 'بعد قليل: {job}، {when}',
  'reminder_hour.interviewer.title': 'تبدأ جلسة {job} بعد قليل',
  'reminder_minutes.interviewer.subject': 'توشك أن تبدأ: {job}، {when}',
  'reminder_minutes.interviewer.title': 'توشك جلسة {job} أن تبدأ',
  'feedback_request.interviewer.subject': 'تقييمكم: {job}، {when}',
  'feedback_request.interviewer.title': 'كيف كان أداء المشاركين في {job}؟',
  'feedback_request.interviewer.body':
    'دوّنوا انطباعكم ما دام حاضرًا. تقود صفحة الجلسة إلى كل مشارك لم يُكتب عنه تقييم بعد.',
  'button.join': 'الانضمام إلى الجلسة',
  'button.open': 'فتح الجلسة',
  'term.job': 'جلسة جماعية',
  'note.authoritative': 'الوقت المعتمد دائمًا هو ما في صفحة الجلسة.',
  'foot.why.interviewer': 'تصلكم هذه الرسالة لأنكم تقدّمون هذه الجلسة الجماعية لدى {company}.',
};
