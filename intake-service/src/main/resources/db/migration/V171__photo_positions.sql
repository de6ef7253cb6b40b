-- Where a photo was taken, and by whom, is forgotten before the photo is: then there is no uploader.
create index upload_known on upload (uploaded_at) where uploader <> '';
